import { isDay } from '@pitlane/kernel'
import * as z from 'zod/mini'

/** An app-made ULID. */
export const Id = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/))

/** A store-local calendar day, `YYYY-MM-DD`. */
export const DayField = z.string().check(z.refine((text) => isDay(text), { error: 'day' }))

/** Minutes since local midnight. */
export const MinuteField = z.int().check(z.minimum(0), z.maximum(1440))

/** An instant in UTC, ISO 8601. */
export const Instant = z.iso.datetime()

/** Free text of one person: trimmed, no control characters but line breaks, at most `max` characters. */
export const freeText = (max: number) =>
  z.string().check(
    z.trim(),
    z.maxLength(max),
    // Control characters break CSV files and log lines; line breaks are fine.
    z.refine((text) => !/[\u0000-\u0009\u000b-\u001f\u007f]/.test(text), { error: 'control_characters' }),
  )

/** A count of fen. */
export const FenField = z.int()

export const Nothing = z.object({})

/** The version a writer saw: a write against an older one is refused, so that nobody overwrites a colleague. */
export const Version = z.int().check(z.minimum(1))
