import type { BilingualText } from '@jazzgrid/agent'
import type { Ending, RefusalCode } from '@jazzgrid/market'

/** Why an order left its book without a fill, or was never taken. Closed: every code has its words. */
const ENDING_TEXTS: Readonly<Record<Ending | RefusalCode, BilingualText>> = {
  author: { en: 'by its author', ja: '本人による' },
  suspension: { en: 'offers of this account are suspended', ja: '売り注文の停止中' },
  'good-till': { en: 'its time was over', ja: '有効期限切れ' },
  'gate-closure': { en: 'no match until gate closure', ja: '締切まで約定せず' },
  'missed-round': { en: 'its round was decided too late for the slot', ja: '成立が受渡しに間に合わず' },
  'gate-not-open': { en: 'the book of the slot was not open yet', ja: '板がまだ開いていない' },
  'gate-closed': { en: 'the gate of the slot was closed', ja: '締切後の注文' },
  'already-expired': { en: 'it had expired before it arrived', ja: '到着時に有効期限切れ' },
  'not-a-number': { en: 'a term was not a number', ja: '数値でない項目' },
  'not-positive': { en: 'a term was not positive', ja: '正でない項目' },
  'off-tick': { en: 'the price was not a multiple of the tick', ja: '呼値の単位に合わない価格' },
  'off-lot': { en: 'the quantity was not a multiple of the lot', ja: '取引単位に合わない数量' },
  'outside-band': { en: 'the price was outside the band', ja: '値幅制限を外れた価格' },
  'minimum-above-quantity': { en: 'the minimum was above the quantity', ja: '最低数量が注文数量を超過' },
  'beyond-rating': { en: 'more than the connection can carry in the slot', ja: '接続容量を超える数量' },
  'premium-on-offer': { en: 'an offer has no premium', ja: '売り注文に上乗せは付かない' },
  'origin-on-bid': { en: 'a bid has no origin', ja: '買い注文に由来は付かない' },
  'unknown-account': { en: 'the account is not registered', ja: '未登録の口座' },
  'unknown-side': { en: 'the side is unknown', ja: '不明な売買区分' },
  'unknown-origin': { en: 'the origin is unknown', ja: '不明な由来' },
  'unknown-order': { en: 'the order it names is not there', ja: '対象の注文がない' },
  suspended: { en: 'offers of this account are suspended', ja: '売り注文の停止中' },
}

/** The words of a code, or the code where a later version made it. */
export const endingText = (code: string, language: keyof BilingualText): string =>
  (ENDING_TEXTS as Readonly<Record<string, BilingualText>>)[code]?.[language] ?? code
