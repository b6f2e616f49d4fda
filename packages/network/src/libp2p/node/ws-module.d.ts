/** What is used of ws, which has no declarations of its own. */
declare module 'ws' {
  export const WebSocket: typeof globalThis.WebSocket
}
