/** An owner who has logged in. */
export interface CustomerActor {
  readonly kind: 'customer'
  readonly customerId: string
  readonly sessionId: string
}

/** What one role lets a member of staff do, and where. `scopeId` is a group, region or store id. */
export interface Grant {
  readonly role: string
  readonly scope: 'group' | 'region' | 'store'
  readonly scopeId: string
  readonly permissions: ReadonlySet<string>
}

/** A member of staff who has logged in. */
export interface StaffActor {
  readonly kind: 'staff'
  readonly staffId: string
  readonly sessionId: string
  readonly grants: readonly Grant[]
  /** True until a first password set by somebody else has been replaced: only that replacement is allowed. */
  readonly mustChangePassword: boolean
}

/** The clockwork itself: jobs, migrations, seeds. */
export interface SystemActor {
  readonly kind: 'system'
  readonly name: string
}

export type Actor = CustomerActor | StaffActor
export type AuditActor = Actor | SystemActor
