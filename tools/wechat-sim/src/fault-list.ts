import { keepLast } from './bounded'

/** Faults that are switched on, each for a number of times or until it is switched off. */
export interface FaultList<O extends { times?: number }> {
  add(order: O): O & { id: number }
  /** Switches one off, or all. */
  clear(id?: number): void
  /** The oldest fault that fits, if any; it is counted down. */
  take(fits: (fault: O) => boolean): (O & { id: number }) | undefined
  list(): readonly (O & { id: number })[]
}

export function createFaultList<O extends { times?: number }>(): FaultList<O> {
  const faults: (O & { id: number })[] = []
  let lastId = 0
  const remove = (fault: O & { id: number }) => faults.splice(faults.indexOf(fault), 1)
  return {
    add(order) {
      const fault = { ...order, id: ++lastId }
      keepLast(faults, fault)
      return fault
    },
    clear(id) {
      if (id === undefined) faults.length = 0
      else faults.filter((fault) => fault.id === id).forEach(remove)
    },
    take(fits) {
      const fault = faults.find(fits)
      if (fault?.times !== undefined) {
        fault.times -= 1
        if (fault.times <= 0) remove(fault)
      }
      return fault
    },
    list: () => faults,
  }
}
