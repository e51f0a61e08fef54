#!/usr/bin/env bash
# Checks a dashboard against the types that Grafana publishes, with npm: @grafana/schema and TypeScript, kept in DIR.
# Usage: grafana.sh DIR DASHBOARD.json
set -euo pipefail

mkdir -p "$1"
dir=$(cd "$1" && pwd)
dashboard=$(realpath "$2")
cd "$dir"
[ -d node_modules/@grafana/schema ] || npm install --silent --no-fund --no-audit --ignore-scripts --prefix . @grafana/schema@13.2.3 typescript@5
{
  echo 'import { type Dashboard, ThresholdsMode } from "./node_modules/@grafana/schema/dist/types/raw/dashboard/x/types.gen";'
  printf 'export const dashboard: Dashboard = '
  # An enum, which TypeScript takes by its name only.
  sed 's/"mode": "absolute"/"mode": ThresholdsMode.Absolute/' "$dashboard"
} >dashboard.ts
npx tsc --noEmit --strict --skipLibCheck --target es2022 --module es2022 --moduleResolution bundler dashboard.ts
