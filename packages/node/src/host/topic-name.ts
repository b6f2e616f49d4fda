import type { Topic } from '@jazzgrid/consensus'

/** Topics of one community: `/jazzgrid/<8 bytes of the genesis id, hex>/entry`. */
export const topicName = (network: Uint8Array, topic: Topic): string =>
  `/jazzgrid/${[...network].map((byte) => byte.toString(16).padStart(2, '0')).join('')}/${topic}`
