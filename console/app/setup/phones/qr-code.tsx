// A text as a QR code. The coder is loaded by the first that is shown.
import { useEffect, useState } from 'preact/hooks';

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const [drawn, setDrawn] = useState<{ readonly size: number; readonly path: string }>();
  useEffect(() => {
    let isLeft = false;
    import('uqr').then(({ encode }) => {
      const { data, size } = encode(text, { border: 0 });
      if (!isLeft) setDrawn({ size, path: pathOf(data) });
    });
    return () => {
      isLeft = true;
    };
  }, [text]);
  if (!drawn) return null;
  return (
    <svg class="qr-code" viewBox={`0 0 ${drawn.size} ${drawn.size}`} role="img" aria-label={label}>
      <path d={drawn.path} shape-rendering="crispEdges" />
    </svg>
  );
}

/** One unit square for each dark module. */
function pathOf(modules: readonly (readonly boolean[])[]): string {
  return modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
}
