export { SIGNATURE_VECTORS, type SignatureVector } from './signature-vectors.js'
export type { StoreCheck, StoreHome } from './store-check.js'
export { STORE_CHECKS } from './store-checks.js'
