export { type NodeSettings, type NodeWatch, type RunningNode, startNode } from './start-node.js'
