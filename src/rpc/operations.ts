import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import type { Kind, Operation } from '../contract/operation.ts'

/** Any operation of a contract, when its exact types do not matter. */
// oxlint-disable-next-line typescript/no-explicit-any -- the only type that every Operation is assignable to
export type AnyOperation = Operation<Kind, any, any, any>
export type Group = Readonly<Record<string, AnyOperation>>

/* oxlint-disable typescript/no-explicit-any -- what is not asked for here may be anything */
export type KindOf<O> = O extends ContractProcedure<any, any, any, infer Meta> ? Meta['kind'] : never
/** What a caller passes. */
export type InputOf<O> = O extends ContractProcedure<infer S, any, any, any> ? InferSchemaInput<S> : never
/** What a handler sees: parsed, defaults filled in. */
export type ParsedOf<O> = O extends ContractProcedure<infer S, any, any, any> ? InferSchemaOutput<S> : never
export type OutputOf<O> = O extends ContractProcedure<any, infer S, any, any> ? InferSchemaOutput<S> : never
