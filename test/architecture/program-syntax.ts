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
  /** `path:line` */
  readonly at: string
  readonly from: string
}

/** All modules that a program names: imports, re-exports, `import()` and `import('...')` types. Scans, does not parse. */
export function imports({ path, text }: RepositoryFile): Import[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
    at: `${path}:${text.slice(0, pos).split('\n').length}`,
    from: fileName,
  }))
}

/** Whether a program takes from a module more than types, which leave nothing in the built program. */
export function takesValues(file: RepositoryFile, module: string): boolean {
  return parse(file).statements.some((statement) => {
    if (ts.isImportDeclaration(statement)) return names(statement, module) && !isTypeImport(statement)
    return ts.isExportDeclaration(statement) && names(statement, module) && !statement.isTypeOnly
  })
}

const names = ({ moduleSpecifier }: ts.ImportDeclaration | ts.ExportDeclaration, module: string): boolean =>
  moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === module

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
