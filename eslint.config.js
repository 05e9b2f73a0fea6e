import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** What would let time, chance or the environment into the core. */
const impureGlobals = ['Date', 'performance', 'process', 'fetch', 'crypto', 'setTimeout', 'console'].map(
  (name) => ({ name, message: 'The core is pure: take it as an argument.' }),
);

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'artefacts', 'node_modules', 'src/onnx/proto', '**/*.generated.ts'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Raw indexing is checked by the compiler (noUncheckedIndexedAccess); '!' says where bounds are known.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Modules of the framework are classes with nothing but decorators.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // An initial value beside its type is how a field's default becomes visible to the reader.
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreProperties: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // DTO classes carry the description of plain objects; nothing depends on their prototype.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Give a seed.' }],
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      // Answers of the service are JSON; the assertions say what they must be.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        ...{ Buffer: 'readonly', URL: 'readonly', console: 'readonly', fetch: 'readonly' },
        ...{ module: 'writable', performance: 'readonly', process: 'readonly' },
      },
    },
  },
  prettier,
);
