/** Who asks, what it may see and do, and what is written down of it. */

export const roles = [
  'harbourmaster',
  'traffic-controller',
  'incident-coordinator',
  'analyst',
  'police',
  'customs',
  'terminal-operator',
  'auditor',
  'administrator',
  'receiver',
  'partner',
] as const;
export type Role = (typeof roles)[number];

/**
 * What somebody is at. The first that a role has is what a session begins with; `emergency` is the broken glass: taken for a stated reason and
 * a limited time.
 */
export const purposes = ['duty', 'investigation', 'statistics', 'emergency'] as const;
export type Purpose = (typeof purposes)[number];

/** What can be asked of the server. Every route and every frame declares one of these, or that it is open. */
export const actions = [
  'picture.read',
  'history.read',
  'history.export',
  'declarations.write',
  'zones.read',
  'zones.write',
  'zones.backtest',
  'alerts.read',
  'alerts.act',
  'receivers.read',
  'metrics.read',
  'security-level.set',
  'glass.break',
  'accounts.manage',
  'keys.manage',
  'audit.read',
  'nmea.send',
  'contracts.read',
  'account.own',
] as const;
export type Action = (typeof actions)[number];

/** What may be allowed for `own` alone: where it is asked for, it is held against the areas and vessels of the organisation. */
export const ownActions = [
  'history.read',
  'declarations.write',
  'zones.write',
  'alerts.read',
  'alerts.act',
] as const satisfies readonly Action[];

/** Parts of an answer that are not for everybody. Who may not see one gets answers without it, not with an empty one. */
export const fieldGroups = [
  /** What a vessel carries: `hazard` but for the persons. */
  'cargo',
  /** Persons on board. */
  'persons',
  /** What was declared to the port. */
  'declarations',
  /** The ENI, by which owners are found. */
  'eni',
  /** Vessels that a zone's rules name, and who else may see the zone. */
  'watch-lists',
] as const;
export type FieldGroup = (typeof fieldGroups)[number];

/** How far a permission goes; `own`: the areas and vessels of the organisation. */
export type Reach = 'none' | 'own' | 'all';

/** What one purpose of one role allows; what is not named is not allowed. */
export interface Grant {
  readonly actions: Readonly<Partial<Record<Action, Reach>>>;
  readonly fields: Readonly<Partial<Record<FieldGroup, Reach>>>;
}

export interface RolePolicy {
  /** A second factor is demanded; `HW_SECOND_FACTOR=optional` lifts it. */
  readonly secondFactor: boolean;
  /** In the order in which they are offered; the first is where a session begins. */
  readonly purposes: Readonly<Partial<Record<Purpose, Grant>>>;
}

/** Who shares the picture. Zones name organisations by `id` in `visibleTo`. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** Roles that its people and keys may have. */
  readonly roles: readonly Role[];
  /** Ids of its zones. */
  readonly areas: readonly string[];
  /** MMSIs of its vessels, nine digits. */
  readonly vessels: readonly string[];
  /** Its stream of alerts has only those of its areas and vessels. */
  readonly confined: boolean;
}

/** The one policy of every door. */
export interface Policy {
  readonly organisations: readonly Organisation[];
  readonly roles: Readonly<Record<Role, RolePolicy>>;
}

/** What a session has to do before it may do anything else, in this order. */
export const debts = [
  /** The code of the second factor that the account has. */
  'code',
  /** A password of its own. */
  'password',
  /** A second factor, which the role demands. */
  'second-factor',
] as const;
export type Debt = (typeof debts)[number];

/** Who asks: a person in a session, or a program with a key. */
export interface Subject {
  /** `account/…` or `key/…`. */
  readonly id: string;
  /** Unique and never given to another: what alerts, zones and the audit say. */
  readonly name: string;
  readonly kind: 'person' | 'key';
  /** Id of its organisation. */
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly purpose: Purpose;
  /** Empty: it may do what its roles may. */
  readonly owes: readonly Debt[];
  /** Id of the session; null for a key. */
  readonly session: string | null;
}

/** Something that a permission with reach `own` is held against. */
export interface Thing {
  readonly mmsi?: string | null;
  /** Ids of zones that it is in. */
  readonly zones: readonly string[];
}

/** A subject as the policy sees it. All doors decide by this and nothing else. */
export interface Reader {
  readonly subject: Subject;
  readonly organisation: Organisation;
  /** The furthest reach that its roles have for this, at its purpose; `none` while it owes something. */
  may(action: Action): Reach;
  sees(field: FieldGroup): Reach;
  /** Whether the thing is in an area of the organisation, or one of its vessels. */
  owns(thing: Thing): boolean;
  /** Whether the zone is shown to its organisation. */
  maySee(zone: { readonly visibleTo?: readonly string[] }): boolean;
}

/** What came with a request to show who asks. */
export interface Credentials {
  readonly cookie: string | null;
  /** Of `Authorization: Bearer …`. */
  readonly bearer: string | null;
  readonly address: string;
}

/** Answers at once, from memory. */
export interface Gatekeeper {
  /** Null: nobody who is known, or no longer. Notes that the session or key was used. */
  whoIs(credentials: Credentials): Reader | null;
  /** The same subject as it stands now, by its session or key; null when that ended. For sockets, which stay open: counts as use, so ask now and then. */
  again(subject: Subject): Reader | null;
  /** Called when sessions or keys ended or what they may has changed. Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

/** What is to be written down. */
export interface AuditNote {
  /** Noun and participle: `session.begun`, `session.refused`, `alert.acknowledged`, `zone.changed`, `request.denied`, `fields.read`, `glass.broken`. */
  readonly action: string;
  /** Null: nobody who is known. */
  readonly actor: {
    readonly id: string | null;
    readonly name: string;
    readonly organisation: string | null;
  } | null;
  readonly address: string | null;
  readonly purpose: Purpose | null;
  /** `alert/…`, `zone/…`, `vessel/…`, `account/…`. */
  readonly object: string | null;
  readonly outcome: 'done' | 'denied' | 'failed';
  /** Reason, before and after, counts; JSON. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditEntry extends AuditNote {
  /** Rises by one without gaps, from 1. */
  readonly seq: number;
  readonly at: string;
  /** SHA-256 in hex over the hash before and the canonical JSON (RFC 8785) of this entry without `hash`. */
  readonly hash: string;
}

export interface AuditTrail {
  /** Resolves when it is on disk; rejects when the disk refuses: what it would record must then not happen. */
  record(note: AuditNote): Promise<AuditEntry>;
  /** Entries behind `after`, oldest first. */
  page(after: number, limit: number): Promise<readonly AuditEntry[]>;
  readonly degraded: string | null;
}

/** The audit as its readers see it. */
export interface AuditBook extends AuditTrail {
  /** Of the newest entry; 0: there is none. */
  readonly seq: number;
  /** All entries behind `after`, oldest first, in pieces of bounded size; ends with those that are on disk when it gets there. */
  behind(after: number): AsyncIterable<readonly AuditEntry[]>;
  /** A number below those of all entries that were written since (ISO 8601 UTC), and not far below. */
  seqBefore(at: string): number;
}
