using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Sqlite;

/// <inheritdoc />
public partial class Initial : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "audit_leaves",
            columns: table => new
            {
                Index = table.Column<long>(type: "INTEGER", nullable: false),
                CaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                LeafHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                Entry = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_audit_leaves", x => x.Index);
            });

        migrationBuilder.CreateTable(
            name: "audit_nodes",
            columns: table => new
            {
                Level = table.Column<int>(type: "INTEGER", nullable: false),
                Index = table.Column<long>(type: "INTEGER", nullable: false),
                Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_audit_nodes", x => new { x.Level, x.Index });
            });

        migrationBuilder.CreateTable(
            name: "blobs",
            columns: table => new
            {
                Id = table.Column<Guid>(type: "TEXT", nullable: false),
                CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                DataClass = table.Column<int>(type: "INTEGER", nullable: false),
                Data = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_blobs", x => x.Id);
            });

        migrationBuilder.CreateTable(
            name: "cases",
            columns: table => new
            {
                Id = table.Column<Guid>(type: "TEXT", nullable: false),
                Tenant = table.Column<string>(type: "TEXT", nullable: false),
                Code = table.Column<string>(type: "TEXT", nullable: false),
                ProcedureCode = table.Column<string>(type: "TEXT", nullable: false),
                Title = table.Column<byte[]>(type: "BLOB", nullable: false),
                State = table.Column<string>(type: "TEXT", nullable: false),
                OpenedBy = table.Column<string>(type: "TEXT", nullable: false),
                OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                Version = table.Column<long>(type: "INTEGER", nullable: false),
                Body = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_cases", x => x.Id);
            });

        migrationBuilder.CreateTable(
            name: "certificates",
            columns: table => new
            {
                SerialNumber = table.Column<string>(type: "TEXT", nullable: false),
                SubjectKeySha256 = table.Column<string>(type: "TEXT", nullable: false),
                Certificate = table.Column<byte[]>(type: "BLOB", nullable: false),
                Tenant = table.Column<string>(type: "TEXT", nullable: false),
                CaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                Owner = table.Column<string>(type: "TEXT", nullable: true),
                BoundDocumentSha256 = table.Column<string>(type: "TEXT", nullable: true),
                IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                RevokedAt = table.Column<long>(type: "INTEGER", nullable: true),
                RevocationReason = table.Column<int>(type: "INTEGER", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_certificates", x => x.SerialNumber);
            });

        migrationBuilder.CreateTable(
            name: "checkpoints",
            columns: table => new
            {
                Size = table.Column<long>(type: "INTEGER", nullable: false),
                Note = table.Column<string>(type: "TEXT", nullable: false),
                At = table.Column<long>(type: "INTEGER", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_checkpoints", x => x.Size);
            });

        migrationBuilder.CreateTable(
            name: "capture_fingerprints",
            columns: table => new
            {
                Id = table.Column<long>(type: "INTEGER", nullable: false)
                    .Annotation("Sqlite:Autoincrement", true),
                Person = table.Column<byte[]>(type: "BLOB", nullable: false),
                At = table.Column<long>(type: "INTEGER", nullable: false),
                Data = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_capture_fingerprints", x => x.Id);
            });

        migrationBuilder.CreateIndex(
            name: "IX_capture_fingerprints_Person_At",
            table: "capture_fingerprints",
            columns: new[] { "Person", "At" });

        migrationBuilder.CreateTable(
            name: "used_once",
            columns: table => new
            {
                Key = table.Column<byte[]>(type: "BLOB", nullable: false),
                ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_used_once", x => x.Key);
            });

        migrationBuilder.CreateTable(
            name: "data_keys",
            columns: table => new
            {
                CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                DataClass = table.Column<int>(type: "INTEGER", nullable: false),
                Wrapped = table.Column<byte[]>(type: "BLOB", nullable: true),
                MasterKeyId = table.Column<string>(type: "TEXT", nullable: false),
                CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                DestroyedAt = table.Column<long>(type: "INTEGER", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_data_keys", x => new { x.CaseId, x.DataClass });
            });

        migrationBuilder.CreateTable(
            name: "outbox",
            columns: table => new
            {
                Id = table.Column<Guid>(type: "TEXT", nullable: false),
                Type = table.Column<string>(type: "TEXT", nullable: false),
                Tenant = table.Column<string>(type: "TEXT", nullable: false),
                CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                Subject = table.Column<string>(type: "TEXT", nullable: true),
                At = table.Column<long>(type: "INTEGER", nullable: false),
                SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                Attempts = table.Column<int>(type: "INTEGER", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_outbox", x => x.Id);
            });

        migrationBuilder.CreateTable(
            name: "published",
            columns: table => new
            {
                Id = table.Column<Guid>(type: "TEXT", nullable: false),
                Tenant = table.Column<string>(type: "TEXT", nullable: false),
                CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                Kind = table.Column<int>(type: "INTEGER", nullable: false),
                CodeSha256 = table.Column<string>(type: "TEXT", nullable: false),
                Code = table.Column<byte[]>(type: "BLOB", nullable: false),
                Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                Blob = table.Column<Guid>(type: "TEXT", nullable: false),
                Title = table.Column<byte[]>(type: "BLOB", nullable: false),
                Organisation = table.Column<string>(type: "TEXT", nullable: false),
                IsTest = table.Column<bool>(type: "INTEGER", nullable: false),
                Original = table.Column<Guid>(type: "TEXT", nullable: true),
                IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_published", x => x.Id);
            });

        migrationBuilder.CreateTable(
            name: "secrets",
            columns: table => new
            {
                Name = table.Column<string>(type: "TEXT", nullable: false),
                Value = table.Column<byte[]>(type: "BLOB", nullable: false),
                MasterKeyId = table.Column<string>(type: "TEXT", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_secrets", x => x.Name);
            });

        migrationBuilder.CreateTable(
            name: "tokens",
            columns: table => new
            {
                TokenSha256 = table.Column<string>(type: "TEXT", nullable: false),
                Kind = table.Column<int>(type: "INTEGER", nullable: false),
                Tenant = table.Column<string>(type: "TEXT", nullable: false),
                CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                Participant = table.Column<string>(type: "TEXT", nullable: false),
                ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                UsedAt = table.Column<long>(type: "INTEGER", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_tokens", x => x.TokenSha256);
            });

        migrationBuilder.CreateTable(
            name: "verifications",
            columns: table => new
            {
                Id = table.Column<Guid>(type: "TEXT", nullable: false),
                CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                Tenant = table.Column<string>(type: "TEXT", nullable: false),
                State = table.Column<string>(type: "TEXT", nullable: false),
                StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                Version = table.Column<long>(type: "INTEGER", nullable: false),
                Body = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_verifications", x => x.Id);
            });

        migrationBuilder.CreateIndex(
            name: "IX_audit_leaves_CaseId",
            table: "audit_leaves",
            column: "CaseId");

        migrationBuilder.CreateIndex(
            name: "IX_blobs_CaseId_DataClass",
            table: "blobs",
            columns: new[] { "CaseId", "DataClass" });

        migrationBuilder.CreateIndex(
            name: "IX_cases_Code",
            table: "cases",
            column: "Code",
            unique: true);

        migrationBuilder.CreateIndex(
            name: "IX_cases_Tenant_State_Id",
            table: "cases",
            columns: new[] { "Tenant", "State", "Id" });

        migrationBuilder.CreateIndex(
            name: "IX_certificates_RevokedAt",
            table: "certificates",
            column: "RevokedAt");

        migrationBuilder.CreateIndex(
            name: "IX_outbox_SentAt_Id",
            table: "outbox",
            columns: new[] { "SentAt", "Id" });

        migrationBuilder.CreateIndex(
            name: "IX_published_CaseId",
            table: "published",
            column: "CaseId");

        migrationBuilder.CreateIndex(
            name: "IX_published_CodeSha256",
            table: "published",
            column: "CodeSha256",
            unique: true);

        migrationBuilder.CreateIndex(
            name: "IX_published_Sha256",
            table: "published",
            column: "Sha256");

        migrationBuilder.CreateIndex(
            name: "IX_verifications_CaseId",
            table: "verifications",
            column: "CaseId");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(
            name: "audit_leaves");

        migrationBuilder.DropTable(
            name: "audit_nodes");

        migrationBuilder.DropTable(
            name: "blobs");

        migrationBuilder.DropTable(
            name: "cases");

        migrationBuilder.DropTable(
            name: "certificates");

        migrationBuilder.DropTable(
            name: "checkpoints");

        migrationBuilder.DropTable(
            name: "capture_fingerprints");

        migrationBuilder.DropTable(
            name: "used_once");

        migrationBuilder.DropTable(
            name: "data_keys");

        migrationBuilder.DropTable(
            name: "outbox");

        migrationBuilder.DropTable(
            name: "published");

        migrationBuilder.DropTable(
            name: "secrets");

        migrationBuilder.DropTable(
            name: "tokens");

        migrationBuilder.DropTable(
            name: "verifications");
    }
}
