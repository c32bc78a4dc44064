-- AlterTable
ALTER TABLE "host" ADD COLUMN     "diskAvailableBytes" BIGINT,
ADD COLUMN     "forecasts" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "totalInodes" BIGINT,
ADD COLUMN     "usedInodes" BIGINT;

-- AlterTable
ALTER TABLE "volume" ADD COLUMN     "growthBytesPerDay" DOUBLE PRECISION,
ADD COLUMN     "newestWriteAt" TIMESTAMPTZ(3),
ADD COLUMN     "sizeApparentBytes" BIGINT,
ADD COLUMN     "sizeAtMostBytes" BIGINT,
ADD COLUMN     "sizeFiles" BIGINT,
ADD COLUMN     "sizeMethod" TEXT,
ADD COLUMN     "sizePartial" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "container" ADD COLUMN     "growthBytesPerDay" DOUBLE PRECISION,
ADD COLUMN     "imageBytes" BIGINT,
ADD COLUMN     "layerFiles" BIGINT,
ADD COLUMN     "layerPartial" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "logBytes" BIGINT,
ADD COLUMN     "logReason" TEXT,
ADD COLUMN     "lostBytes" BIGINT,
ADD COLUMN     "lostPaths" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
-- Agents send theirs again: the next digest differs.
DELETE FROM "measurement";
ALTER TABLE "measurement" ADD COLUMN     "fact" JSONB NOT NULL;

-- CreateTable
CREATE TABLE "size_sample" (
    "kind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "bytes" BIGINT,

    CONSTRAINT "size_sample_pkey" PRIMARY KEY ("kind","subjectId","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "size_day" (
    "kind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "lastBytes" BIGINT,
    "maxBytes" BIGINT,

    CONSTRAINT "size_day_pkey" PRIMARY KEY ("kind","subjectId","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "disk_sample" (
    "hostId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "totalBytes" BIGINT NOT NULL,
    "usedBytes" BIGINT NOT NULL,
    "availableBytes" BIGINT NOT NULL,
    "totalInodes" BIGINT,
    "usedInodes" BIGINT,

    CONSTRAINT "disk_sample_pkey" PRIMARY KEY ("hostId","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "disk_hour" (
    "hostId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "totalBytes" BIGINT NOT NULL,
    "usedBytes" BIGINT NOT NULL,
    "availableBytes" BIGINT NOT NULL,
    "totalInodes" BIGINT,
    "usedInodes" BIGINT,

    CONSTRAINT "disk_hour_pkey" PRIMARY KEY ("hostId","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "stored_forecast" (
    "hostId" UUID NOT NULL,
    "dimension" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "forecast" JSONB NOT NULL,
    "expectedPercent" DOUBLE PRECISION,
    "errorPoints" DOUBLE PRECISION,

    CONSTRAINT "stored_forecast_pkey" PRIMARY KEY ("hostId","dimension","day")
);

-- CreateTable
CREATE TABLE "reading" (
    "id" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "askedById" TEXT NOT NULL,
    "askedBy" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "streamId" UUID,
    "finishedAt" TIMESTAMPTZ(3),
    "lastNewsAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "bytes" BIGINT,
    "files" BIGINT,
    "reason" TEXT,
    "tree" JSONB,

    CONSTRAINT "reading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reading_hostId_state_idx" ON "reading"("hostId", "state");

-- CreateIndex
CREATE INDEX "reading_subjectId_kind_idx" ON "reading"("subjectId", "kind");

-- AddForeignKey
ALTER TABLE "stored_forecast" ADD CONSTRAINT "stored_forecast_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reading" ADD CONSTRAINT "reading_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what the schema language cannot say.

-- The four history tables are partitioned above; `keep-partitions.ts` makes their partitions ahead and drops old ones.

-- One open reading of a kind per subject: asking again gives the same.
CREATE UNIQUE INDEX "reading_open_key" ON "reading"("subjectId", "kind") WHERE "state" IN ('asked', 'reading');
