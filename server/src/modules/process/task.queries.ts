import { In, type FindOptionsWhere } from 'typeorm'
import type { Reader } from '../../platform/database'
import type { FlowSubject } from '../../platform/flow-parts'
import { FlowTask } from './process.entity'

/** Which open tasks; all that is given must fit. */
interface TaskFilter {
  readonly instanceId?: string
  readonly subject?: FlowSubject
  readonly storeIds?: readonly string[]
  readonly flowKey?: string
  readonly nodes?: readonly string[]
  readonly item?: string
}

function whereOf(filter: TaskFilter): FindOptionsWhere<FlowTask> {
  const { instanceId, subject, storeIds, flowKey, nodes, item } = filter
  return {
    ...(instanceId === undefined ? {} : { instanceId }),
    ...(subject === undefined ? {} : { subjectType: subject.type, subjectId: subject.id }),
    ...(storeIds === undefined ? {} : { storeId: In([...storeIds]) }),
    ...(flowKey === undefined ? {} : { flowKey }),
    ...(nodes === undefined ? {} : { node: In([...nodes]) }),
    ...(item === undefined ? {} : { item }),
  }
}

/** Open tasks, the first due ones first. */
export const openTasks = (db: Reader, filter: TaskFilter): Promise<FlowTask[]> =>
  db.find(FlowTask, { where: { ...whereOf(filter), status: 'open' }, order: { openedAt: 'ASC', id: 'ASC' } })

/** The open task of a node of an instance (for an item), to be completed by a domain command. */
export async function taskOf(
  db: Reader,
  at: { readonly instanceId: string; readonly node: string; readonly item?: string },
): Promise<FlowTask | undefined> {
  const { instanceId, node, item } = at
  const [task] = await openTasks(db, { instanceId, nodes: [node], ...(item === undefined ? {} : { item }) })
  return task
}
