export { maskText } from './mask-text.ts'
export { maskUrl } from './mask-url.ts'
export { isSecretName, masked } from './secret-names.ts'
