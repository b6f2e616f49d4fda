export { type ArchiveFrame, archiveBytes, archiveFrames } from './archive-frame.js'
export { ledgerFrames, restoreFrames } from './ledger-archive.js'
