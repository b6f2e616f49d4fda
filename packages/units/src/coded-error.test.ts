import { describe, expect, it } from 'vitest'
import { CodedError, invariant } from './coded-error.js'

describe('a coded error', () => {
  it('says what, where and what may be done about it, and keeps its cause', () => {
    const cause = new Error('ECONNRESET')
    const error = new CodedError('meter-silent', 'the meter of h3 does not answer: check its cable', {
      details: { site: 'h3' },
      recovery: 'retry',
      cause,
    })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'CodedError',
      code: 'meter-silent',
      details: { site: 'h3' },
      recovery: 'retry',
    })
    expect(error.cause).toBe(cause)
    expect(String(error)).toBe('CodedError: the meter of h3 does not answer: check its cable')
  })

  it('gives up unless told otherwise', () => {
    expect(new CodedError('bad-file', 'no table')).toMatchObject({ recovery: 'give-up', details: {}, cause: undefined })
  })
})

describe('an invariant', () => {
  it('lets pass what holds', () => {
    expect(() => invariant(1, 'one is true')).not.toThrow()
  })

  it('names what cannot be otherwise and is', () => {
    expect(() => invariant(0, 'money sums to zero')).toThrow('broken invariant: money sums to zero')
  })
})
