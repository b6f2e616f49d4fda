import type { BilingualText } from '@jazzgrid/agent'

export type Language = keyof BilingualText

/** The sentences of an answer. Reasons and alternatives have theirs beside their codes. */
export const PHRASES = {
  order: { en: 'ordered', ja: '注文' },
  replace: { en: 'replaced its order', ja: '注文を変更' },
  keep: { en: 'kept its order', ja: '注文を維持' },
  cancel: { en: 'canceled its order', ja: '注文を取消' },
  none: { en: 'did not order', ja: '注文せず' },
  buy: { en: 'buy', ja: '買い' },
  sell: { en: 'sell', ja: '売り' },
  because: { en: 'because', ja: '理由' },
  saw: { en: 'saw', ja: '判断材料' },
  instead: { en: 'instead of', ja: '代わりの手段' },
  forecast: { en: 'forecast', ja: '予測' },
  position: { en: 'net bought', ja: '正味買い' },
  bestBid: { en: 'best bid', ja: '最良買値' },
  bestAsk: { en: 'best ask', ja: '最良売値' },
  expected: { en: 'expected price', ja: '予想価格' },
  orderNumber: { en: 'order', ja: '注文' },
  trade: { en: 'trade', ja: '約定' },
  filled: { en: 'filled', ja: '全量約定' },
  'partially-filled': { en: 'partly filled', ja: '一部約定' },
  canceled: { en: 'canceled', ja: '取消' },
  replaced: { en: 'replaced', ja: '変更' },
  expired: { en: 'expired', ja: '失効' },
  rejected: { en: 'rejected', ja: '受付拒否' },
  selfSupply: { en: 'self-supply', ja: '自家融通' },
  forecasted: { en: 'forecast', ja: '予測' },
  bid: { en: 'bid', ja: '入札' },
  matched: { en: 'matched', ja: '約定' },
  prepared: { en: 'prepared', ja: '準備' },
  delivered: { en: 'delivered', ja: '受渡' },
  verified: { en: 'verified', ja: '検証' },
  'under-delivered': { en: 'under-delivered', ja: '受渡不足' },
  slot: { en: 'Slot', ja: '時間帯' },
  traded: { en: 'traded', ja: '約定量' },
  price: { en: 'price', ja: '価格' },
  to: { en: ' to ', ja: '〜' },
  mean: { en: 'on average', ja: '平均' },
  generation: { en: 'generation', ja: '発電' },
  load: { en: 'load', ja: '需要' },
  charged: { en: 'charged', ja: '充電' },
  discharged: { en: 'discharged', ja: '放電' },
  idle: { en: 'did nothing', ja: '充放電なし' },
  unmetered: { en: 'was not metered', ja: '計量なし' },
  noSetpoint: { en: 'its agent named no setpoint', ja: 'エージェントが設定値を出さなかった' },
  noReason: { en: 'the record holds no reason', ja: '理由の記録なし' },
  planned: { en: 'planned', ja: '計画' },
  metered: { en: 'metered', ja: '計量' },
  noTerminal: { en: 'it was not at a charger', ja: '充電器につながれていなかった' },
  limited: {
    en: 'the store or the connection of the site allowed no more',
    ja: '蓄電池または接続容量の上限のため',
  },
  socAfter: { en: 'SOC then', ja: '終了時の SOC' },
  full: { en: 'full', ja: '満充電' },
  empty: { en: 'nothing left that it may use', ja: '使用できる残量なし' },
  drove: { en: 'driving took {}', ja: '走行で {} 使用' },
  lacked: { en: 'the trip that ended lacked {}', ja: '終わった走行で {} 不足' },
  lastOnly: {
    en: 'What each agent decided last for each slot; name an agent and a slot to see all of it.',
    ja: '各エージェントの時間帯ごとの最後の判断。エージェントと時間帯を指定すると全て表示。',
  },
} as const satisfies Record<string, BilingualText>

export type Phrase = keyof typeof PHRASES

/** A phrase, or the code itself where it has no words. */
export const say = (phrase: string, language: Language): string =>
  (PHRASES as Readonly<Record<string, BilingualText>>)[phrase]?.[language] ?? phrase
