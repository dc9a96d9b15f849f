/**
 * Two customers turned out to be one person: everything that belongs to `from` belongs to `to` from now on.
 * Listeners move their rows; a repeat finds nothing left to move.
 */
export interface CustomerMerged {
  readonly type: 'customer.merged'
  readonly from: string
  readonly to: string
  readonly [fact: string]: unknown
}
