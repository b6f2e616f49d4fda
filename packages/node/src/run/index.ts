export { type NodeSettings, type NodeWatch, type Reached, type RunningNode, startNode } from './start-node.js'
