import { Visitor } from '@swc/core/Visitor.js'

type Statement = Parameters<Visitor['visitStatement']>[0]
type Declarators = Parameters<Visitor['visitVariableDeclarators']>[0]

/** What `@swc/core` parses for `using x = …`; its own types and its visitor do not know it yet. */
type UsingDeclaration = { type: 'UsingDeclaration'; decls: Declarators }

/**
 * dependency-cruiser walks files with the visitor of `@swc/core`, which stops with an error at `using`,
 * though the parser reads it. This teaches the visitor the one statement; remove it when it knows.
 */
export function teachVisitorUsing(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with its `this` below
  const visitOther = Visitor.prototype.visitStatement
  Visitor.prototype.visitStatement = function visitStatement(statement: Statement): Statement {
    const asUsing = statement as unknown as UsingDeclaration
    if (asUsing.type !== 'UsingDeclaration') return visitOther.call(this, statement)
    asUsing.decls = this.visitVariableDeclarators(asUsing.decls)
    return statement
  }
}
