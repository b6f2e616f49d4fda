import type { Alternative, ReasonCode } from './reason.js'

export interface BilingualText {
  readonly en: string
  readonly ja: string
}

/** What a reason says to the owner of the device. */
export const REASON_TEXTS: Readonly<Record<ReasonCode, BilingualText>> = {
  'surplus-forecast': {
    en: 'generation is expected to exceed the own load',
    ja: '発電量が自家消費を上回る見込み',
  },
  'no-surplus': { en: 'no surplus is expected', ja: '余剰が見込まれない' },
  'load-forecast': { en: 'load is expected', ja: '需要が見込まれる' },
  'no-load': { en: 'no load is expected', ja: '需要が見込まれない' },
  'own-generation-covers': { en: 'own generation covers the load', ja: '自家発電で需要をまかなえる' },
  'covered-already': { en: 'what is needed is contracted already', ja: '必要量は約定済み' },
  'below-lot': { en: 'what is left is smaller than one lot', ja: '残量が取引単位に満たない' },
  'leg-used': { en: 'the router leg of the site is fully promised', ja: 'この需要家の融通容量は確保済み' },
  'not-tradable': { en: 'this load is not traded', ja: 'この需要は取引の対象外' },
  'forecast-unknown': { en: 'no forecast reaches this slot', ja: 'この時間帯の予測がまだない' },
  'forecast-hedge': {
    en: 'contracts more or less than the forecast, because being wrong one way costs more than the other',
    ja: '予測が外れたときの費用を考えて数量を加減する',
  },
  'resell-excess': { en: 'more was bought than is needed now', ja: '買い過ぎた分を売り戻す' },
  'rebuy-shortfall': { en: 'more was sold than can be delivered now', ja: '売り過ぎた分を買い戻す' },
  'asking-price': { en: 'starts at the asking price', ja: '希望売値から始める' },
  'first-price': { en: 'starts at the first price', ja: '最初の買値から始める' },
  concession: { en: 'concedes as gate closure nears', ja: '締切に近づくにつれて譲歩する' },
  'last-chance': { en: 'last quote before gate closure', ja: '締切前の最後の注文' },
  'awaiting-fate': {
    en: 'the fate of the order before is not known yet',
    ja: '前の注文の結果がまだ届いていない',
  },
  'other-side': { en: 'wants to trade the other way in this slot now', ja: 'この時間帯では売り買いの向きを変える' },
  'trader-price': { en: 'the price is that of its trader', ja: '価格は取引アルゴリズムによる' },
  'premium-renewable': { en: 'pays more for renewable energy', ja: '再生可能エネルギーには上乗せして払う' },
  'premium-local': { en: 'pays more for energy of its own feeder', ja: '同じ配電線の電力には上乗せして払う' },
  'charge-below-value': {
    en: 'buys below what stored energy will be worth',
    ja: '蓄電の将来価値より安ければ買う',
  },
  'discharge-above-value': {
    en: 'sells above what stored energy will be worth',
    ja: '蓄電の将来価値より高ければ売る',
  },
  'store-full': { en: 'the store has no room', ja: '蓄電池に空きがない' },
  'store-empty': { en: 'the store has nothing to give', ja: '蓄電池に残量がない' },
  'soc-unknown': { en: 'the state of charge is not known yet', ja: '充電率がまだわからない' },
  reserved: {
    en: 'the energy or room is promised to later slots, trips or resting orders',
    ja: '後の時間帯・走行・未約定注文のために確保済み',
  },
  'rating-used': { en: 'the power rating is used up in this slot', ja: 'この時間帯の定格出力を使い切った' },
  'value-outside-band': { en: 'its value lies outside the price band', ja: '評価価格が値幅制限の外にある' },
  'no-gain': { en: 'it would not pay after losses and wear', ja: '損失と劣化を考えると利益がない' },
  'beyond-plan': { en: 'the slot lies further ahead than a store plans', ja: '蓄電池の計画期間より先の時間帯' },
  'table-row': { en: 'the bidding table has an entry for this state of charge', ja: 'この充電率の入札表に従う' },
  away: { en: 'the vehicle is away in this slot', ja: 'この時間帯は車が不在' },
  unplugged: { en: 'the vehicle stands at home but is not plugged in', ja: '車は在宅だが充電器につながれていない' },
  'departure-first': { en: 'the departure charge comes first', ja: '出発までの充電を優先する' },
  'sells-back': { en: 'sells back from the vehicle (V2G)', ja: '車から売り戻す(V2G)' },
  'price-cap': { en: 'charges only under its price cap', ja: '上限価格を下回るときだけ充電する' },
  'keeps-contract': { en: 'delivers what was contracted', ja: '約定どおりに受け渡す' },
  'takes-surplus': { en: 'takes up the surplus of the site', ja: '需要家の余剰を充電する' },
  'covers-own-load': { en: 'covers load of the site', ja: '需要家の需要をまかなう' },
  'own-strategy': { en: 'decision of a strategy of the owner', ja: '利用者自身の戦略による判断' },
}

export const ALTERNATIVE_TEXTS: Readonly<Record<Alternative, BilingualText>> = {
  retail: { en: 'buy from the supplier at the retail price', ja: '小売価格で買う' },
  'feed-in': { en: 'sell to the supplier at the feed-in price', ja: '余剰買取価格で売る' },
  'stored-value': { en: 'keep it for later at the value of stored energy', ja: '蓄電の価値で後に使う' },
  none: { en: 'nothing', ja: 'なし' },
}

export const reasonText = (code: ReasonCode, language: keyof BilingualText): string => REASON_TEXTS[code][language]
