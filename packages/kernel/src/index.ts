/** The shared kernel: the few ideas every part of Pitlane uses. It imports nothing. */
export * from './actor'
export * from './app-error'
export * from './calendar'
export * from './cells'
export * from './clock'
export * from './geo'
export * from './money'
