import fc from 'fast-check'

/** In CI a red run is the change's own fault: the histories are the same each time. By hand they are new ones. */
if (process.env.CI) fc.configureGlobal({ seed: 20_250_801 })
