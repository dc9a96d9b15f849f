import * as contract from '@pitlane/contract'
import { errors, type Endpoint, type ErrorCode } from '@pitlane/contract'
import * as z from 'zod'
import type { $ZodType } from 'zod/v4/core'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'response' in value

/** Every endpoint of the contract with its name, `booking.place`. */
export function listEndpoints(): { name: string; endpoint: Endpoint }[] {
  const groups = Object.entries(contract).filter(([, group]) => typeof group === 'object')
  return groups.flatMap(([group, members]) =>
    Object.entries(members).flatMap(([name, value]) =>
      isEndpoint(value) ? [{ name: `${group}.${name}`, endpoint: value }] : [],
    ),
  )
}

const schemaOf = (schema: $ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' })
  return rest
}

interface Described {
  properties?: Record<string, unknown>
  required?: string[]
}

function parametersOf(schema: $ZodType | undefined, place: 'path' | 'query'): unknown[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as Described
  return Object.entries(properties).map(([name, inner]) => ({
    ...{ name, in: place, required: place === 'path' || required.includes(name), schema: inner },
  }))
}

function problemsOf(codes: readonly ErrorCode[]): Record<string, unknown> {
  const byStatus = new Map<string, ErrorCode[]>()
  for (const code of codes) {
    const status = String(errors[code].status)
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\` ${errors[code].zh}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

const accessOf = ({ access }: Endpoint): string =>
  typeof access === 'string' ? access : `staff with \`${access.staff}\``

const BINARY = { type: 'string', format: 'binary' }

/** What is sent: JSON, or one file in either of two forms. */
function requestBodyOf({ body, upload }: Endpoint): Record<string, unknown> {
  if (upload) {
    const form = { type: 'object', required: ['file'], properties: { file: BINARY } }
    const content = { 'application/octet-stream': { schema: BINARY }, 'multipart/form-data': { schema: form } }
    return { requestBody: { required: true, content } }
  }
  if (!body) return {}
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }
}

const contentOf = ({ response, download }: Endpoint): Record<string, unknown> =>
  download ? { '*/*': { schema: BINARY } } : { 'application/json': { schema: schemaOf(response, 'output') } }

function operationOf(name: string, endpoint: Endpoint): Record<string, unknown> {
  const own: ErrorCode[] = ['request.invalid', ...(endpoint.access === 'public' ? [] : (['auth.required'] as const))]
  return {
    operationId: name,
    tags: [name.split('.')[0]],
    summary: endpoint.summary,
    description: `Access: ${accessOf(endpoint)}.`,
    ...(endpoint.access === 'public' ? {} : { security: [{ bearer: [] }] }),
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...requestBodyOf(endpoint),
    responses: {
      200: { description: 'Done.', content: contentOf(endpoint) },
      ...problemsOf([...own, ...endpoint.errors]),
    },
  }
}

/** The whole API as an OpenAPI 3.1 document, made from the contract alone. */
export function openapiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { name, endpoint } of listEndpoints()) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Pitlane',
      version: '0.1.0',
      description: 'After-sales self-service for car dealers and workshops.',
    },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        Problem: {
          type: 'object',
          description: 'RFC 9457 problem details.',
          required: ['type', 'title', 'status', 'code', 'requestId'],
          properties: {
            ...{ type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' } },
            ...{ code: { enum: Object.keys(errors) }, requestId: { type: 'string' }, data: { type: 'object' } },
          },
        },
      },
    },
  }
}
