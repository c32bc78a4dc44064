-- CreateTable
CREATE TABLE "server_round" (
    "name" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "server_round_pkey" PRIMARY KEY ("name")
);
