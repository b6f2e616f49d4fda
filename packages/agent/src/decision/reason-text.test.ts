import { describe, expect, it } from 'vitest'
import { ALTERNATIVE_TEXTS, REASON_TEXTS, reasonText } from './reason-text.js'

const texts = [...Object.values(REASON_TEXTS), ...Object.values(ALTERNATIVE_TEXTS)]

describe('the words of a decision', () => {
  it('are said in English and in Japanese', () => {
    for (const { en, ja } of texts) {
      expect(en).toMatch(/^[ -~]+$/)
      expect(ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    }
    expect(reasonText('store-full', 'en')).toBe('the store has no room')
    expect(reasonText('store-full', 'ja')).toBe('蓄電池に空きがない')
  })

  it('tell one reason from another in both languages', () => {
    for (const language of ['en', 'ja'] as const) {
      const all = Object.values(REASON_TEXTS).map((text) => text[language])
      expect(new Set(all).size).toBe(all.length)
    }
  })
})
