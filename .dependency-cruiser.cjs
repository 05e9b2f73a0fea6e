/** The boundaries between the parts of the program, as rules that fail the build. */
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-is-closed',
      comment: 'The core is pure: it imports nothing but itself and numerical packages.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^src/core/', '^node_modules/ml-matrix/'] },
    },
    {
      name: 'onnx-knows-only-the-core',
      comment: 'Reading and writing models needs the core and a protobuf runtime; no framework, no database.',
      severity: 'error',
      from: { path: '^src/onnx/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^src/(onnx|core)/', '^node_modules/@bufbuild/protobuf/', '^(node:)?crypto$'] },
    },
    {
      name: 'core-has-one-door',
      comment: 'Whatever the shell needs of the core is exported by src/core/index.ts.',
      severity: 'error',
      from: { path: '^(src|migrations|bench)/', pathNot: ['^src/core/', '^src/onnx/'] },
      to: { path: '^src/core/', pathNot: '^src/core/index\\.ts$' },
    },
    {
      name: 'resources-have-one-door',
      comment: 'A resource folder is used through its index.ts; charts have two more for browsers.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/(access|audit|boards|charts|estimates|explorer|links|networks|plans|pruning|rankings|splits|onnx)/',
        pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', '^src/charts/options/(index|drawing)\\.ts$'],
      },
    },
    {
      name: 'charts-are-drawn-anywhere',
      comment: 'Builders of charts run in a browser too: of the rest of the program they know types only.',
      severity: 'error',
      from: { path: '^src/charts/options/', pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: ['^src/charts/options/', '^node_modules/echarts/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'platform-knows-no-resource',
      comment: 'What every endpoint shares depends on none of them.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: {
        path: '^src/(access|audit|boards|charts|estimates|explorer|links|networks|plans|pruning|rankings|splits|cli|database|onnx)/',
      },
    },
    {
      name: 'pages-know-only-the-types-of-the-service',
      comment:
        'What runs in a browser shares types with the service, so that they cannot drift, and no code.',
      severity: 'error',
      from: { path: '^src/explorer/page/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^src/',
        pathNot: '^src/(explorer/page|charts/options)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-tests-in-the-program',
      comment: 'The program never imports its tests.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^test/', '\\.spec\\.ts$'] },
    },
    {
      name: 'only-declared-packages',
      comment: 'A package that the program imports is a dependency of the program.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.js'],
    },
  },
};
