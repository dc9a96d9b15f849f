'use strict'

/** Which module may call which, always through its front door (index.ts). The server's domain, as a table. */
const uses = {
  identity: [],
  store: ['identity'],
  report: [],
  catalog: ['store'],
  customer: ['identity'],
  files: ['customer'],
  vehicle: ['customer', 'catalog'],
  process: ['identity', 'store'],
  form: ['identity'],
  messaging: ['store', 'customer', 'identity'],
  coupon: ['customer', 'catalog', 'store', 'identity', 'vehicle', 'messaging'],
  mobility: ['store', 'customer', 'identity', 'messaging', 'vehicle', 'files'],
  booking: ['store', 'customer', 'vehicle', 'catalog', 'messaging', 'mobility', 'files'],
  workorder: [
    ...['booking', 'store', 'customer', 'vehicle', 'catalog', 'coupon', 'process'],
    ...['messaging', 'files', 'identity'],
  ],
  payment: ['workorder', 'booking', 'customer', 'coupon', 'store', 'catalog', 'vehicle', 'identity'],
  survey: ['customer', 'workorder', 'form'],
  complaint: ['customer', 'workorder', 'process'],
  care: ['customer', 'vehicle', 'coupon', 'messaging', 'process'],
  cockpit: ['report'],
  integration: ['customer', 'vehicle', 'workorder'],
  assistant: ['booking', 'workorder', 'store', 'catalog'],
}

/** Which engine may use which. */
const engineUses = { rule: [], form: ['rule'], process: ['rule'], report: ['rule'] }

const end = (value) => (typeof value === 'string' ? { path: value } : value)
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from: end(from), to: end(to) })

/** A file without a suffix inside a module: plain domain logic. */
const pureFile = { path: '^server/src/modules/[^/]+/[^./]+[.]ts$', pathNot: '/index[.]ts$' }

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }, 'Cut the cycle: pass an id, or emit an event.'),
    rule(
      'kernel-is-the-floor',
      '^packages/kernel/',
      { path: '^(packages|engines|server|console|miniprogram|node_modules)/', pathNot: '^packages/kernel/' },
      'The kernel imports nothing.',
    ),
    rule(
      'tokens-are-values',
      '^packages/tokens/',
      { path: '^(packages|engines|server|console|miniprogram|node_modules)/', pathNot: '^packages/tokens/' },
      'The look is plain values that both front ends read.',
    ),
    rule(
      'contract-has-no-behaviour',
      '^packages/contract/',
      {
        path: '^(server|console|miniprogram|tests|tools|engines)/|node_modules/',
        pathNot: 'node_modules/zod/|^engines/[^/]+/src/schema',
      },
      'The contract is schemas, paths and error codes: it sees zod, the kernel and the schemas of engines.',
    ),
    rule(
      'front-ends-see-the-contract-only',
      '^(console|miniprogram)/',
      '^(server|engines/(process|report))/',
      'A front end knows the API and the form and rule engines, never the server.',
    ),
    rule(
      'front-ends-are-strangers',
      '^console/',
      '^miniprogram/',
      'The two front ends share the contract, nothing else.',
    ),
    rule(
      'front-ends-are-strangers-too',
      '^miniprogram/',
      '^console/',
      'The two front ends share the contract, nothing else.',
    ),
    rule(
      'engines-know-no-product',
      '^engines/',
      {
        path: '^(packages/(contract|tokens)|server|console|miniprogram|tests)/|node_modules/',
        pathNot: 'node_modules/zod/',
      },
      'An engine must be publishable on its own.',
    ),
    ...Object.entries(engineUses).map(([engine, may]) =>
      rule(
        `engine-${engine}`,
        `^engines/${engine}/`,
        { path: '^engines/', pathNot: `^engines/(${[engine, ...may].join('|')})/` },
        `${engine} may use: ${may.join(', ') || 'no other engine'}.`,
      ),
    ),

    rule(
      'platform-knows-no-module',
      '^server/src/platform/',
      '^server/src/(modules|adapters|views|seed)(/|[.]ts$)',
      'Platform serves modules, not the reverse.',
    ),
    rule(
      'adapters-plug-ports',
      '^server/src/adapters/',
      { path: '^server/src/', pathNot: '^server/src/(adapters/|platform/(ports|pay-port)[.]ts$)' },
      'An adapter sees its port and the outside world.',
    ),
    rule(
      'modules-do-not-see-adapters',
      '^server/src/(modules|views)/',
      '^server/src/adapters/',
      'Ask for the port in App.',
    ),
    rule(
      'front-door-only',
      '^server/src/modules/([^/]+)/',
      { path: '^server/src/modules/[^/]+/', pathNot: '^server/src/modules/($1/|[^/]+/index[.]ts$)' },
      'Enter another module by its index.ts.',
    ),
    ...Object.entries(uses).map(([module, may]) =>
      rule(
        `module-${module}`,
        `^server/src/modules/${module}/`,
        { path: '^server/src/modules/[^/]+/', pathNot: `^server/src/modules/(${[module, ...may].join('|')})/` },
        `${module} may use: ${may.join(', ') || 'no other module'}. Change the table above on purpose.`,
      ),
    ),

    rule(
      'views-only-read',
      '^server/src/views/',
      {
        path: '^server/src/(modules|adapters|seed)/',
        pathNot: '^server/src/modules/[^/]+/([^/]+[.]entity|index)[.]ts$',
      },
      'A view joins tables. To change something, use a module.',
    ),
    rule(
      'views-are-leaves',
      { path: '^server/src/', pathNot: '^server/src/(views/|modules[.]ts$)' },
      '^server/src/views/',
      'No module depends on a screen.',
    ),
    rule(
      'seed-is-for-main',
      { path: '^server/src/', pathNot: '^server/src/(seed/|main[.]ts$)' },
      '^server/src/seed/',
      'Demo data is a sub-command, never a part of the running server.',
    ),

    rule(
      'routes-only-translate',
      '[.]routes[.]ts$',
      { path: '[.]entity[.]ts$|node_modules/(typeorm|koa)/', dependencyTypesNot: ['type-only'] },
      'A route calls a service or a query.',
    ),
    rule('queries-do-not-command', '[.]queries[.]ts$', '[.]service[.]ts$', 'Reading never changes anything.'),
    rule(
      'entities-are-tables',
      '[.]entity[.]ts$',
      { path: '^server/src/', pathNot: '^server/src/(platform/table[.]ts$|modules/[^/]+/[^./]+[.]ts$)' },
      'An entity refers to other rows by id.',
    ),
    rule(
      'domain-files-are-pure',
      pureFile,
      {
        path: '^server/src/platform/|node_modules/|[.](entity|service|queries|routes|jobs|module)[.]ts$',
        pathNot: '^server/src/platform/table[.]ts$',
        dependencyTypesNot: ['type-only'],
      },
      'A file without a suffix is plain domain logic: no I/O, no clock, no library.',
    ),
    rule('domain-files-touch-no-node', pureFile, { dependencyTypes: ['core'] }, 'A file without a suffix does no I/O.'),
    rule(
      'koa-stays-at-the-edge',
      { path: '^server/src/', pathNot: '^server/src/(app|world|main|platform/[^/]+)[.]ts$' },
      'node_modules/(koa|@koa)/',
      'Only the edge speaks HTTP.',
    ),
    rule(
      'typeorm-stays-in-tables-and-queries',
      { path: '^server/src/(modules|adapters|seed)/', pathNot: '[.](entity|queries|service)[.]ts$' },
      'node_modules/typeorm/',
      'Only entity, queries and service files touch the ORM.',
    ),
    rule('nothing-imports-tests', { pathNot: '^tests/' }, '^tests/', 'Production code does not know its tests.'),
    rule(
      'layers-of-the-front-ends',
      '^(console|miniprogram)/src/ui/',
      '^(console|miniprogram)/src/(features|app|pages|packages)/',
      'ui/ could ship in another product: it knows no feature.',
    ),
    rule(
      'lib-is-the-ground-floor',
      '^(console|miniprogram)/src/lib/',
      '^(console|miniprogram)/src/(features|app|pages|packages)/',
      'lib/ serves features, not the reverse.',
    ),
    rule(
      'features-are-strangers',
      '^(console|miniprogram)/src/features/([^/]+)/',
      { path: '^(console|miniprogram)/src/features/', pathNot: '^(console|miniprogram)/src/features/$2/' },
      'Features do not import features; pages compose them.',
    ),
    rule(
      'declared-only',
      { pathNot: '^(tools/weapp-check|tests/(console|miniprogram)|miniprogram/config)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
      'Declare the dependency in the package that uses it.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|var)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.weapp.ts', '.weapp.tsx', '.h5.ts', '.h5.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
