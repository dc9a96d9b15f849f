import { mergeInternalComponents } from '@tarojs/shared'
import components from './components.json'

// The runtime numbers template attributes (p0, p1, …) from this table, so it must match what the compiler merged.
mergeInternalComponents(components)
