/** What a change of the roster did, for the audit log. */
export interface Written {
  readonly action: `store.${string}`
  readonly subject: { readonly type: 'bay' | 'technician'; readonly id: string }
  readonly before?: Record<string, unknown>
  readonly after?: Record<string, unknown>
}

/** `change`, or the word for somebody who leaves or comes back. */
export const verbOf = (wasActive: boolean, isActive: boolean): 'change' | 'retire' | 'restore' => {
  if (wasActive === isActive) return 'change'
  return isActive ? 'restore' : 'retire'
}

/** The hours of a row, and nothing else of it. */
export const spanOf = ({ startsMinute, endsMinute }: { startsMinute: number; endsMinute: number }) => ({
  startsMinute,
  endsMinute,
})
