-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'viewer',
    "hostPatterns" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "emailHash" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "blockedUntil" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("emailHash")
);

-- CreateTable
CREATE TABLE "setup_link" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setup_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "tokenHash" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "usedByKey" TEXT,
    "hostId" UUID,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hostname" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "enrolledAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),
    "agentVersion" TEXT NOT NULL,
    "policy" JSONB NOT NULL,
    "policyProblem" TEXT,
    "lastSeenAt" TIMESTAMPTZ(3),
    "clockOffsetMs" DOUBLE PRECISION,
    "sessionId" UUID,
    "streamId" UUID,
    "engineReachable" BOOLEAN NOT NULL DEFAULT true,
    "epoch" UUID,
    "rev" INTEGER NOT NULL DEFAULT 0,
    "engine" JSONB,
    "engineHash" TEXT,
    "engineVersion" TEXT,
    "engineIdentity" TEXT,
    "diskBytes" BIGINT,
    "diskUsedBytes" BIGINT,

    CONSTRAINT "host_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_section" (
    "hostId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "collectedAt" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,
    "okAt" TIMESTAMPTZ(3),

    CONSTRAINT "host_section_pkey" PRIMARY KEY ("hostId","name")
);

-- CreateTable
CREATE TABLE "agent_session" (
    "id" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "epoch" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agent_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blind_window" (
    "id" BIGSERIAL NOT NULL,
    "hostId" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,
    "cause" TEXT NOT NULL,

    CONSTRAINT "blind_window_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "volume" (
    "id" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "driver" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "anonymous" TEXT,
    "mountpoint" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "labels" JSONB NOT NULL,
    "project" TEXT,
    "createdAt" TIMESTAMPTZ(3),
    "problem" TEXT,
    "fact" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "factAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),
    "lastMountedAt" TIMESTAMPTZ(3),
    "lastMountedBy" TEXT,
    "sizeBytes" BIGINT,
    "sizeReason" TEXT,
    "sizeBasis" TEXT,
    "sizeMeasuredAt" TIMESTAMPTZ(3),
    "sizeHash" TEXT,

    CONSTRAINT "volume_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "container" (
    "id" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "containerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "image" TEXT NOT NULL,
    "imageId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "exitCode" INTEGER,
    "createdAt" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "restartPolicy" TEXT NOT NULL,
    "readonlyRootfs" BOOLEAN NOT NULL,
    "storageDriver" TEXT NOT NULL,
    "layerPath" TEXT,
    "logDriver" TEXT NOT NULL,
    "labels" JSONB NOT NULL,
    "project" TEXT,
    "service" TEXT,
    "hash" TEXT NOT NULL,
    "fact" JSONB NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),
    "layerBytes" BIGINT,
    "layerReason" TEXT,
    "layerMeasure" TEXT,
    "layerMeasuredAt" TIMESTAMPTZ(3),
    "layerHash" TEXT,

    CONSTRAINT "container_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "container_mount" (
    "id" BIGSERIAL NOT NULL,
    "containerRow" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "name" TEXT,
    "source" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "rw" BOOLEAN NOT NULL,

    CONSTRAINT "container_mount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "measurement" (
    "hostId" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bytes" BIGINT,
    "reason" TEXT,
    "basis" TEXT NOT NULL,
    "measuredAt" TIMESTAMPTZ(3) NOT NULL,
    "hash" TEXT NOT NULL,
    "outdated" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "measurement_pkey" PRIMARY KEY ("hostId","section","key")
);

-- CreateTable
CREATE TABLE "volume_event" (
    "id" BIGSERIAL NOT NULL,
    "hostId" UUID NOT NULL,
    "volumeId" UUID,
    "volumeName" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "containerId" TEXT,
    "containerName" TEXT,
    "image" TEXT,
    "project" TEXT,
    "destination" TEXT,
    "rw" BOOLEAN,

    CONSTRAINT "volume_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "hostId" UUID NOT NULL,
    "volumeName" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "stage" TEXT NOT NULL DEFAULT 'queued',
    "stages" JSONB NOT NULL DEFAULT '[]',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leasedBy" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "cancelAskedAt" TIMESTAMPTZ(3),
    "idempotencyKey" TEXT,
    "requestedById" TEXT NOT NULL,
    "requestedBy" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "code" TEXT,
    "message" TEXT,
    "details" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "lastNewsAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity" (
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorType" TEXT NOT NULL,
    "actorId" TEXT,
    "actor" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT,
    "subject" TEXT NOT NULL,
    "hostId" UUID,
    "host" TEXT,
    "result" TEXT NOT NULL,
    "attribution" TEXT,
    "text" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "activity_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "setup_link_tokenHash_key" ON "setup_link"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_tokenHash_key" ON "api_token"("tokenHash");

-- CreateIndex
CREATE INDEX "api_token_userId_idx" ON "api_token"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_tokenHash_key" ON "enrolment"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "host_name_key" ON "host"("name");

-- CreateIndex
CREATE UNIQUE INDEX "host_publicKey_key" ON "host"("publicKey");

-- CreateIndex
CREATE INDEX "host_engineIdentity_idx" ON "host"("engineIdentity");

-- CreateIndex
CREATE UNIQUE INDEX "agent_session_tokenHash_key" ON "agent_session"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "agent_session_nonce_key" ON "agent_session"("nonce");

-- CreateIndex
CREATE INDEX "agent_session_hostId_idx" ON "agent_session"("hostId");

-- CreateIndex
CREATE UNIQUE INDEX "blind_window_hostId_from_cause_key" ON "blind_window"("hostId", "from", "cause");

-- CreateIndex
CREATE INDEX "volume_hostId_name_firstSeenAt_idx" ON "volume"("hostId", "name", "firstSeenAt");

-- CreateIndex
CREATE INDEX "volume_name_idx" ON "volume"("name");

-- CreateIndex
CREATE UNIQUE INDEX "container_hostId_containerId_key" ON "container"("hostId", "containerId");

-- CreateIndex
CREATE INDEX "container_mount_hostId_name_idx" ON "container_mount"("hostId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "container_mount_containerRow_position_key" ON "container_mount"("containerRow", "position");

-- CreateIndex
CREATE INDEX "volume_event_volumeId_at_idx" ON "volume_event"("volumeId", "at");

-- CreateIndex
CREATE INDEX "volume_event_hostId_volumeName_at_idx" ON "volume_event"("hostId", "volumeName", "at");

-- CreateIndex
CREATE UNIQUE INDEX "volume_event_hostId_key_key" ON "volume_event"("hostId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "job_idempotencyKey_key" ON "job"("idempotencyKey");

-- CreateIndex
CREATE INDEX "job_hostId_state_idx" ON "job"("hostId", "state");

-- CreateIndex
CREATE INDEX "job_createdAt_idx" ON "job"("createdAt");

-- CreateIndex
CREATE INDEX "activity_at_idx" ON "activity"("at");

-- CreateIndex
CREATE INDEX "activity_subjectId_idx" ON "activity"("subjectId");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host_section" ADD CONSTRAINT "host_section_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_session" ADD CONSTRAINT "agent_session_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_window" ADD CONSTRAINT "blind_window_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "volume" ADD CONSTRAINT "volume_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "container" ADD CONSTRAINT "container_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "container_mount" ADD CONSTRAINT "container_mount_containerRow_fkey" FOREIGN KEY ("containerRow") REFERENCES "container"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measurement" ADD CONSTRAINT "measurement_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what the schema language cannot say.

-- One present life per name and host. Earlier lives keep their rows.
CREATE UNIQUE INDEX "volume_present_name_key" ON "volume"("hostId", "name") WHERE "removedAt" IS NULL;

-- One open job per volume of a host.
CREATE UNIQUE INDEX "job_open_volume_key" ON "job"("hostId", "volumeName") WHERE "state" IN ('queued', 'sent', 'running', 'indeterminate');

-- The activity log only grows.
CREATE FUNCTION "activity_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the activity log is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "activity_no_change" BEFORE UPDATE OR DELETE ON "activity" FOR EACH ROW EXECUTE FUNCTION "activity_append_only"();
CREATE TRIGGER "activity_no_truncate" BEFORE TRUNCATE ON "activity" FOR EACH STATEMENT EXECUTE FUNCTION "activity_append_only"();
