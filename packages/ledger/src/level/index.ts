export { type LevelStore, type LevelStoreOptions, openLevelStore } from './level-store.js'
