import type { messaging } from '@pitlane/contract'
import type { SmsTemplate } from '../../platform/ports'

/**
 * How a message reaches its owner outside the app, in this order; a rung that is missing is left out. It is kept with the
 * message, so that what is sent is what was true when it was written.
 */
export interface Plan {
  readonly wechat?: {
    readonly template: messaging.TemplateKey
    readonly values: Readonly<Record<string, string>>
    /** Of the wording; the shipped one when left out. */
    readonly version?: number
  }
  readonly sms?: {
    readonly template: SmsTemplate
    readonly variables: Readonly<Record<string, string>>
    /** The group's own words, with the vendor's template that says them. */
    readonly own?: { readonly vendorTemplate: string; readonly text: string }
    readonly version?: number
  }
  /** When nothing arrives, somebody calls. */
  readonly call?: { readonly title: string; readonly reason: string; readonly dueAt: string }
}

/** Rungs that ask a vendor, from the one that costs nothing up. */
export const VENDOR_CHANNELS = ['wechat', 'sms'] as const
export type VendorChannel = (typeof VENDOR_CHANNELS)[number]

/** How one rung ended. `waiting` is taken again later, anything but `sent` and `waiting` leads to the next rung. */
export interface Outcome {
  readonly state: 'sent' | 'waiting' | 'failed' | 'skipped'
  readonly error?: string
  /** The vendor's name of it in reports. */
  readonly receiptId?: string | null
}

export const skipped = (error: string): Outcome => ({ state: 'skipped', error })

/**
 * What a vendor's refusal means for the rung. Only "too many at this moment" is certain to have sent nothing and likely to
 * pass, so only that is tried again; after a time-out nobody knows, and a second try might be a second message.
 */
export const outcomeOf = (reason: string): Outcome => ({
  state: reason === 'rate_limited' ? 'waiting' : 'failed',
  error: reason,
})
