import ts from 'typescript'
import type { RepositoryFile } from './repository.js'

const trees = new WeakMap<RepositoryFile, ts.SourceFile>()

/** The syntax tree of a program, made once. */
export function parse(file: RepositoryFile): ts.SourceFile {
  let tree = trees.get(file)
  if (!tree) {
    const kind = file.path.endsWith('js') ? ts.ScriptKind.JS : ts.ScriptKind.TS
    tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2022, true, kind)
    trees.set(file, tree)
  }
  return tree
}

/** `path:line`, as editors and terminals link it. */
export const place = (node: ts.Node): string => {
  const file = node.getSourceFile()
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node)
  ts.forEachChild(node, (child) => visit(child, see))
}

export interface Import {
  readonly at: string
  readonly from: string
  /** `import type`, or only `type` members: leaves nothing in the built program. */
  readonly typeOnly: boolean
}

/** All modules that a program names: imports, re-exports, `import()` and `import('...')` types. */
export function imports(file: RepositoryFile): Import[] {
  const found: Import[] = []
  const add = (node: ts.Node, module: ts.Node | undefined, typeOnly: boolean) => {
    if (module && ts.isStringLiteralLike(module)) found.push({ at: place(node), from: module.text, typeOnly })
  }
  const tree = parse(file)
  for (const node of tree.statements) {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeImport(node))
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly)
  }
  if (!/\bimport\s*\(/.test(file.text)) return found // only these stand deeper in the tree
  visit(tree, (node) => {
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], false)
    }
  })
  return found
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { name, namedBindings } = importClause
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly)
}

/** The name of the package in a module name: `@a/b/c` is `@a/b`, `d/e` is `d`. */
export const packageOf = (module: string): string =>
  module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/')

export const isRelative = (module: string): boolean => module.startsWith('.')
