import * as z from 'zod/mini'
import type { Cond } from './cond'
import { inspect } from './shape'

export type { Cond } from './cond'

/**
 * A condition inside a larger schema. It refuses what {@link parseCond} refuses: each issue has the path, the Chinese text as
 * its message and the code in `params.code`. Whether fields exist and fit is the business of `check`.
 */
export const condSchema = z.record(z.string(), z.unknown()).check((context) => {
  for (const { code, path, message } of inspect(context.value)) {
    context.issues.push({ code: 'custom', input: context.value, path: [...path], message, params: { code } })
  }
}) as unknown as z.ZodMiniType<Cond, Cond>
