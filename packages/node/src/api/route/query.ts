import type { z } from 'zod'
import { ApiError } from '../contract/api-error.js'

/** A whole number from the query; undefined where it is not there. Throws ApiError `bad-request`. */
export function wholeIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const value = Number(text)
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0) {
    throw new ApiError('bad-request', `${name} is a whole number, found ${JSON.stringify(text)}`)
  }
  return value
}

export function yesIn(query: URLSearchParams, name: string): boolean {
  const text = query.get(name)
  if (text !== null && text !== 'true' && text !== 'false') {
    throw new ApiError('bad-request', `${name} is true or false, found ${JSON.stringify(text)}`)
  }
  return text === 'true'
}

/** What was sent, as the schema has it. Throws ApiError `bad-request`. */
export function bodyAs<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ApiError('bad-request', `${issue.path.join('.') || 'the body'}: ${issue.message}`)
}
