export { PeerHost, type PeerWatch } from './host/peer-host.js'
export { topicName } from './host/topic-name.js'
