type State = 'waiting' | 'arrived' | 'issued' | 'returned' | 'cancelled'

/** Where a material can go from where it is; it waits again where the time of its coming changes. */
const moves: Readonly<Record<State, readonly State[]>> = {
  waiting: ['waiting', 'arrived', 'issued', 'returned'],
  arrived: ['waiting', 'issued', 'returned'],
  issued: ['returned'],
  returned: ['waiting'],
  cancelled: [],
}

export const canMovePart = (from: State, to: State): boolean => moves[from].includes(to)

const dropped: Readonly<Record<State, State>> = {
  ...({ waiting: 'cancelled', arrived: 'cancelled', cancelled: 'cancelled' } as const),
  ...({ issued: 'returned', returned: 'returned' } as const),
}

/** Where a material is once its job is not done after all. */
export const afterDropping = (from: State): State => dropped[from]

/** What waits says until when, and that is still to come. */
export const isEtaMissing = (to: State, eta: Date | null, now: Date): boolean =>
  to === 'waiting' && (eta === null || eta <= now)
