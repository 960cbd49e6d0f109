import { type Context, Hono } from 'hono';
import { namedScenarios, scenarioMaker } from '../companies/named-scenarios.js';
import type { Emulator } from '../emulator.js';
import { definitions, findDefinition } from '../entities/registry.js';
import type { CompanyScenario, EntityName, WireObject } from '../kernel/company.js';
import type { EmulatorSnapshot } from '../kernel/snapshot.js';
import type { FaultRule } from '../faults/fault-rule.js';
import { namedFaults } from '../faults/named-faults.js';
import { readSettings } from '../kernel/settings.js';
import { QuickBooksFault } from '../protocol/fault.js';
import { ControlError, bodyOf } from './control-error.js';
import { mountWebhookControl } from './webhook-routes.js';

/**
 * The control plane: JSON over HTTP for programs in other processes, the same acts as the Emulator's methods. Never
 * metered, throttled or journalled.
 */
export function controlRoutes(emulator: Emulator): Hono {
  const app = new Hono();
  const snapshots = new Map<string, EmulatorSnapshot>();

  app.onError((error, context) => {
    if (error instanceof ControlError) return context.json({ error: error.message }, error.status);
    if (error instanceof QuickBooksFault) return context.json({ error: error.message, code: error.code }, 400);
    return context.json({ error: error.message }, 400);
  });

  app.get('/state', (context) => context.json(describe(emulator)));
  app.get('/journal', (context) => {
    const realmId = context.req.query('realmId');
    const limit = context.req.query('limit');
    return context.json(emulator.state.journal({ ...(realmId ? { realmId } : {}), ...(limit ? { limit: Number(limit) } : {}) }));
  });
  app.get('/meters', (context) => {
    const realmId = context.req.query('realmId');
    if (realmId) return context.json(emulator.meters(realmId));
    return context.json(Object.fromEntries(emulator.state.companies().map((company) => [company.realmId, emulator.meters(company.realmId)])));
  });

  app.get('/scenarios', (context) => context.json(Object.keys(namedScenarios)));
  app.post('/companies', async (context) => {
    const scenario = await bodyOf<CompanyScenario & { scenario?: string }>(context);
    const { scenario: name, ...changes } = scenario;
    return context.json({ realmId: emulator.createCompany(name === undefined ? scenario : { ...scenarioMaker(name)(), ...changes }) }, 201);
  });
  app.post('/grants', async (context) => context.json(emulator.mintGrant(await bodyOf<{ realmId?: string; company?: string; scenario?: string; clientId?: string }>(context)), 201));
  app.post('/clock', async (context) => {
    const { advanceMs } = await bodyOf<{ advanceMs?: number }>(context);
    if (typeof advanceMs !== 'number' || !Number.isFinite(advanceMs)) throw new ControlError(400, 'advanceMs must be a number of milliseconds.');
    emulator.advance(advanceMs);
    return context.json(emulator.state.clock());
  });
  app.get('/clock', (context) => context.json(emulator.state.clock()));

  app.get('/faults/names', (context) => context.json(namedFaults.map(({ name, about, rules, settings }) => ({ name, about, ...(rules ? { rules } : {}), ...(settings ? { settings } : {}) }))));
  app.get('/faults', (context) => context.json(emulator.state.faults()));
  app.post('/faults', async (context) => {
    const request = await bodyOf<FaultRule & { name?: string }>(context);
    const armed = emulator.arm(request);
    return context.json(request.name === undefined ? armed[0] : { name: request.name, rules: armed }, 201);
  });
  app.delete('/faults/:id?', (context) => {
    const id = context.req.param('id');
    if (!emulator.removeFaults(id)) throw new ControlError(404, `There is no fault rule ${id}.`);
    return context.body(null, 204);
  });

  app.get('/settings', (context) => context.json(emulator.state.settings));
  app.patch('/settings', async (context) => {
    emulator.configure(readSettings(await bodyOf<object>(context)));
    return context.json(emulator.state.settings);
  });

  app.post('/reset', (context) => {
    emulator.reset();
    return context.json(describe(emulator));
  });
  app.post('/snapshot', async (context) => {
    const { name = `snapshot-${snapshots.size + 1}` } = await bodyOf<{ name?: string }>(context);
    snapshots.set(name, emulator.snapshot());
    return context.json({ name }, 201);
  });
  app.post('/restore', async (context) => {
    const { name } = await bodyOf<{ name?: string }>(context);
    const snapshot = name === undefined ? [...snapshots.values()].at(-1) : snapshots.get(name);
    if (!snapshot) throw new ControlError(404, `There is no snapshot ${name ?? ''}.`);
    emulator.restore(snapshot);
    return context.json(describe(emulator));
  });

  mountWebhookControl(app, emulator);
  mountCompany(app, emulator);
  return app;
}

/** What a person does in one company. */
function mountCompany(app: Hono, emulator: Emulator): void {
  const bookkeeper = (context: Context) => {
    const realmId = context.req.param('realmId')!;
    if (!emulator.state.company(realmId)) throw new ControlError(404, `There is no company with realm id ${realmId}.`);
    return emulator.bookkeeper(realmId);
  };
  const options = (context: Context) => ({ verbatim: context.req.query('verbatim') === 'true' });

  app.post('/companies/:realmId/merge-customers', async (context) => {
    const { loserId, winnerId } = await bodyOf<{ loserId?: string; winnerId?: string }>(context);
    if (!loserId || !winnerId) throw new ControlError(400, 'loserId and winnerId are needed.');
    bookkeeper(context).mergeCustomers(loserId, winnerId);
    return context.body(null, 204);
  });
  app.post('/companies/:realmId/revoke', (context) => {
    bookkeeper(context);
    emulator.revokeGrant(context.req.param('realmId'));
    return context.body(null, 204);
  });
  app.patch('/companies/:realmId/preferences', async (context) => context.json(bookkeeper(context).setPreferences(await bodyOf<WireObject>(context))));

  app.get('/companies/:realmId/records/:entity', (context) => {
    bookkeeper(context);
    return context.json(emulator.state.records(context.req.param('realmId'), entityOf(context)));
  });
  app.get('/companies/:realmId/records/:entity/:id', (context) => {
    bookkeeper(context);
    const record = emulator.state.record(context.req.param('realmId'), entityOf(context), context.req.param('id'));
    if (!record) throw new ControlError(404, `There is no ${context.req.param('entity')} with id ${context.req.param('id')}.`);
    return context.json(record);
  });
  app.post('/companies/:realmId/records/:entity', async (context) =>
    context.json(bookkeeper(context).create(entityOf(context), await bodyOf<WireObject>(context), options(context)), 201),
  );
  app.patch('/companies/:realmId/records/:entity/:id', async (context) =>
    context.json(bookkeeper(context).change(entityOf(context), context.req.param('id'), await bodyOf<WireObject>(context), options(context))),
  );
  app.delete('/companies/:realmId/records/:entity/:id', (context) => {
    bookkeeper(context).remove(entityOf(context), context.req.param('id'));
    return context.body(null, 204);
  });
  app.post('/companies/:realmId/records/:entity/:id/void', (context) => context.json(bookkeeper(context).void(entityOf(context), context.req.param('id'))));
}

function describe(emulator: Emulator) {
  const { state } = emulator;
  return {
    publicUrl: state.publicUrl,
    clock: state.clock(),
    companies: state.companies().map((company) => ({
      ...company,
      records: Object.fromEntries([...definitions.keys()].map((entity) => [entity, state.records(company.realmId, entity).length])),
      meters: state.meters(company.realmId),
    })),
    faults: state.faults(),
  };
}

function entityOf(context: Context): EntityName {
  const name = context.req.param('entity')!;
  const definition = findDefinition(name);
  if (!definition) throw new ControlError(404, `There is no entity ${name}.`);
  return definition.name;
}
