export { startTill, type Till } from './app.ts'
export { ConfigError, readConfig, type TillConfig } from './config.ts'
