import type { FlowParts, FlowRegistry } from './app'

/** What all modules give to flows, by name. */
export const flowRegistry = (parts: readonly FlowParts[]): FlowRegistry => ({
  resolvers: new Map(parts.flatMap(({ resolvers }) => Object.entries(resolvers ?? {}))),
  effects: new Set(parts.flatMap(({ effects }) => effects ?? [])),
  facts: new Map(parts.flatMap(({ facts }) => Object.entries(facts ?? {}))),
  definitions: new Map(parts.flatMap(({ definitions }) => definitions ?? []).map((flow) => [flow.key, flow])),
})
