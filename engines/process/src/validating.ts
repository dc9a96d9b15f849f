import { checkBlocks } from './checking-blocks'
import { checkNodes } from './checking-nodes'
import { checkTasks } from './checking-tasks'
import type { Flow } from './definition'
import type { FlowProblem } from './problems'

/** Everything that is wrong with a definition, in words; only one with nothing wrong may be published. */
export const validate = (flow: Flow): FlowProblem[] => [...checkBlocks(flow), ...checkNodes(flow), ...checkTasks(flow)]
