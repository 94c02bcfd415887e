// Builds static/vendor from the packages that package-lock.json pins: `npm ci --ignore-scripts && node vendor.mjs`.
// The output is committed, and is the same to the byte each time; nobody needs Node to run the workshop or to work on it.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const HERE = dirname(fileURLToPath(import.meta.url))
const PACKAGES = join(HERE, 'node_modules')
const OUT = join(HERE, '..', 'static', 'vendor')
const BROWSER_TESTS = join(HERE, '..', 'tests', 'browser', 'vendor')

/** One module for each thing the pages import. */
const MODULES = {
  'ui.js': `
    export { h, render, Component } from 'preact'
    export { useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback } from 'preact/hooks'
    import { h } from 'preact'
    import htm from 'htm'
    export const html = htm.bind(h)`,
  'socket.io.js': `export { io } from 'socket.io-client'`,
}

const FONTS = {
  'bricolage-grotesque': ['latin-wght', 'latin-opsz', 'latin-ext-wght'],
  'atkinson-hyperlegible-next': ['latin-wght', 'latin-ext-wght'],
}

/** Everything whose code or drawing ends up in the output, and therefore whose licence travels with it. */
const CARRIED = [
  'preact',
  'htm',
  'socket.io-client',
  'engine.io-client',
  'socket.io-parser',
  'engine.io-parser',
  '@socket.io/component-emitter',
  '@fontsource-variable/bricolage-grotesque',
  '@fontsource-variable/atkinson-hyperlegible-next',
]

const lock = JSON.parse(readFileSync(join(HERE, 'package-lock.json'), 'utf8')).packages

rmSync(OUT, { recursive: true, force: true })
mkdirSync(join(OUT, 'fonts'), { recursive: true })
mkdirSync(join(OUT, 'licences'))
mkdirSync(BROWSER_TESTS, { recursive: true })

for (const [name, source] of Object.entries(MODULES)) await bundle(name, source)
for (const [family, cuts] of Object.entries(FONTS)) cuts.forEach(cut => copyFont(family, cut))
execFileSync(process.env.PYTHON || 'python3', [join(HERE, 'fonts.py'), join(OUT, 'fonts')], { stdio: 'inherit' })
const origins = CARRIED.map(carryLicence)
writeFileSync(join(OUT, 'VENDOR.txt'), [...origins, '', ...fingerprints(OUT), ''].join('\n'))
lendToTests()

/** ES2017 is the floor: Chrome 71, Safari 12.1. */
async function bundle(name, source) {
  await build({
    stdin: { contents: source, resolveDir: HERE },
    outfile: join(OUT, name),
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2017',
    legalComments: 'none',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
}

function copyFont(family, cut) {
  const file = `${family}-${cut}-normal.woff2`
  copyFileSync(join(PACKAGES, '@fontsource-variable', family, 'files', file), join(OUT, 'fonts', file))
}

function carryLicence(name) {
  const { version, license, integrity } = lock[`node_modules/${name}`]
  const text = licenceOf(name)
  writeFileSync(join(OUT, 'licences', `${name.replace(/[@/]/g, '_')}.txt`), text)
  return `${name} ${version} ${license} ${integrity}`
}

function licenceOf(name) {
  const text = ['LICENSE', 'LICENSE.md', 'License'].map(file => join(PACKAGES, name, file)).find(existsSync)
  if (!text) throw new Error(`${name} brings no licence text`)
  return readFileSync(text, 'utf8')
}

function fingerprints(folder) {
  const files = readdirSync(folder, { recursive: true }).map(String).filter(file => /\.(js|woff2)$/.test(file)).sort()
  return files.map(file => fingerprint(folder, file))
}

function fingerprint(folder, file) {
  const bytes = readFileSync(join(folder, file))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return `${sha256}  ${file}  ${bytes.length} B, ${gzipSync(bytes, { level: 9 }).length} gz`
}

/** axe looks over the pages in the browser tests; it is not shipped. */
function lendToTests() {
  const { version, license, integrity } = lock['node_modules/axe-core']
  copyFileSync(join(PACKAGES, 'axe-core', 'axe.min.js'), join(BROWSER_TESTS, 'axe.min.js'))
  copyFileSync(join(PACKAGES, 'axe-core', 'LICENSE'), join(BROWSER_TESTS, 'axe-core.LICENSE.txt'))
  const note = `axe-core ${version} ${license} ${integrity}\nFor the browser tests only; not shipped.`
  writeFileSync(join(BROWSER_TESTS, 'VENDOR.txt'), [note, '', fingerprint(BROWSER_TESTS, 'axe.min.js'), ''].join('\n'))
}
