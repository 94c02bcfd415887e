// What every drawing is made with. Faces, kinds and elements import from here and never from the vendored file itself.

export {
  html,
  h,
  render,
  Component,
  useState,
  useEffect,
  useLayoutEffect,
  useRef,
  useMemo,
  useCallback,
} from '../vendor/ui.js'
