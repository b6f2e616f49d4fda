export { opensslScheme } from './openssl-scheme.js'
export { newSeed, opensslSigner } from './openssl-signer.js'
