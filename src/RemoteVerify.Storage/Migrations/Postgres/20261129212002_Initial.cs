using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace RemoteVerify.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "appointment_seats",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ServicePoint = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Seat = table.Column<int>(type: "integer", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Appointment = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appointment_seats", x => new { x.Tenant, x.ServicePoint, x.At, x.Seat });
                });

            migrationBuilder.CreateTable(
                name: "audit_leaves",
                columns: table => new
                {
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    LeafHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Entry = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_leaves", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "audit_nodes",
                columns: table => new
                {
                    Level = table.Column<int>(type: "integer", nullable: false),
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_nodes", x => new { x.Level, x.Index });
                });

            migrationBuilder.CreateTable(
                name: "blobs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    DataClass = table.Column<int>(type: "integer", nullable: false),
                    Data = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_blobs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "capture_fingerprints",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Person = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Data = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_capture_fingerprints", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProcedureCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Title = table.Column<byte[]>(type: "bytea", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OpenedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "certificates",
                columns: table => new
                {
                    SerialNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectKeySha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Certificate = table.Column<byte[]>(type: "bytea", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    Owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BoundDocumentSha256 = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: false),
                    RevokedAt = table.Column<long>(type: "bigint", nullable: true),
                    RevocationReason = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_certificates", x => x.SerialNumber);
                });

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Note = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoints", x => x.Size);
                });

            migrationBuilder.CreateTable(
                name: "data_keys",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    DataClass = table.Column<int>(type: "integer", nullable: false),
                    Wrapped = table.Column<byte[]>(type: "bytea", nullable: true),
                    MasterKeyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    DestroyedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_keys", x => new { x.CaseId, x.DataClass });
                });

            migrationBuilder.CreateTable(
                name: "download_links",
                columns: table => new
                {
                    TokenSha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Result = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_download_links", x => x.TokenSha256);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<long>(type: "bigint", nullable: false),
                    Lease = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "person_handles",
                columns: table => new
                {
                    Person = table.Column<byte[]>(type: "bytea", nullable: false),
                    Handle = table.Column<byte[]>(type: "bytea", nullable: false),
                    MasterKeyId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_handles", x => x.Person);
                });

            migrationBuilder.CreateTable(
                name: "procedures",
                columns: table => new
                {
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false),
                    ImportedAt = table.Column<long>(type: "bigint", nullable: false),
                    ImportedBy = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procedures", x => new { x.Kind, x.Code, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "published",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    CodeSha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Code = table.Column<byte[]>(type: "bytea", nullable: false),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Blob = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<byte[]>(type: "bytea", nullable: false),
                    Organisation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsTest = table.Column<bool>(type: "boolean", nullable: false),
                    Original = table.Column<Guid>(type: "uuid", nullable: true),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "bigint", nullable: true),
                    Type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ValidUntil = table.Column<long>(type: "bigint", nullable: true),
                    RenewAt = table.Column<long>(type: "bigint", nullable: true),
                    Details = table.Column<byte[]>(type: "bytea", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false, defaultValue: 1L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_published", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "published_hashes",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Published = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_published_hashes", x => new { x.Sha256, x.Published });
                });

            migrationBuilder.CreateTable(
                name: "published_owners",
                columns: table => new
                {
                    Published = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_published_owners", x => new { x.Person, x.Published });
                });

            migrationBuilder.CreateTable(
                name: "register_books",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    LastNumber = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_books", x => new { x.Tenant, x.Code, x.Year });
                });

            migrationBuilder.CreateTable(
                name: "register_entries",
                columns: table => new
                {
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BookCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Living = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ReservedAt = table.Column<long>(type: "bigint", nullable: false),
                    ReservedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Text = table.Column<byte[]>(type: "bytea", nullable: false),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    ClosedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DocumentSha256 = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Reason = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_entries", x => new { x.Tenant, x.BookCode, x.Year, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "related_acts",
                columns: table => new
                {
                    Document = table.Column<Guid>(type: "uuid", nullable: false),
                    Target = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_related_acts", x => x.Document);
                });

            migrationBuilder.CreateTable(
                name: "result_imports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Scope = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_result_imports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "result_lookups",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_result_lookups", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "secrets",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Value = table.Column<byte[]>(type: "bytea", nullable: false),
                    MasterKeyId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_secrets", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "share_requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Person = table.Column<byte[]>(type: "bytea", nullable: false),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_share_requests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "share_uses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Share = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_share_uses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "shares",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Person = table.Column<byte[]>(type: "bytea", nullable: false),
                    TokenSha256 = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shares", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "tokens",
                columns: table => new
                {
                    TokenSha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Participant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tokens", x => x.TokenSha256);
                });

            migrationBuilder.CreateTable(
                name: "used_once",
                columns: table => new
                {
                    Key = table.Column<byte[]>(type: "bytea", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_used_once", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "verifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
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
                name: "IX_capture_fingerprints_Person_At",
                table: "capture_fingerprints",
                columns: new[] { "Person", "At" });

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
                name: "IX_outbox_Lease",
                table: "outbox",
                column: "Lease");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_SentAt_NextTryAt_Id",
                table: "outbox",
                columns: new[] { "SentAt", "NextTryAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_procedures_Kind_Code_EffectiveFrom",
                table: "procedures",
                columns: new[] { "Kind", "Code", "EffectiveFrom" },
                unique: true);

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
                name: "IX_published_Tenant_RenewAt",
                table: "published",
                columns: new[] { "Tenant", "RenewAt" });

            migrationBuilder.CreateIndex(
                name: "IX_published_owners_Published",
                table: "published_owners",
                column: "Published");

            migrationBuilder.CreateIndex(
                name: "IX_register_entries_CaseId_BookCode_Living",
                table: "register_entries",
                columns: new[] { "CaseId", "BookCode", "Living" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_register_entries_Tenant_State_ReservedAt",
                table: "register_entries",
                columns: new[] { "Tenant", "State", "ReservedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_related_acts_Target",
                table: "related_acts",
                column: "Target");

            migrationBuilder.CreateIndex(
                name: "IX_result_imports_Tenant_State_Id",
                table: "result_imports",
                columns: new[] { "Tenant", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_result_lookups_CaseId",
                table: "result_lookups",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_share_requests_Person_IsOpen",
                table: "share_requests",
                columns: new[] { "Person", "IsOpen" });

            migrationBuilder.CreateIndex(
                name: "IX_share_uses_Share",
                table: "share_uses",
                column: "Share");

            migrationBuilder.CreateIndex(
                name: "IX_shares_Person",
                table: "shares",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_shares_TokenSha256",
                table: "shares",
                column: "TokenSha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_verifications_CaseId",
                table: "verifications",
                column: "CaseId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "appointment_seats");

            migrationBuilder.DropTable(
                name: "audit_leaves");

            migrationBuilder.DropTable(
                name: "audit_nodes");

            migrationBuilder.DropTable(
                name: "blobs");

            migrationBuilder.DropTable(
                name: "capture_fingerprints");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "certificates");

            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropTable(
                name: "data_keys");

            migrationBuilder.DropTable(
                name: "download_links");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "person_handles");

            migrationBuilder.DropTable(
                name: "procedures");

            migrationBuilder.DropTable(
                name: "published");

            migrationBuilder.DropTable(
                name: "published_hashes");

            migrationBuilder.DropTable(
                name: "published_owners");

            migrationBuilder.DropTable(
                name: "register_books");

            migrationBuilder.DropTable(
                name: "register_entries");

            migrationBuilder.DropTable(
                name: "related_acts");

            migrationBuilder.DropTable(
                name: "result_imports");

            migrationBuilder.DropTable(
                name: "result_lookups");

            migrationBuilder.DropTable(
                name: "secrets");

            migrationBuilder.DropTable(
                name: "share_requests");

            migrationBuilder.DropTable(
                name: "share_uses");

            migrationBuilder.DropTable(
                name: "shares");

            migrationBuilder.DropTable(
                name: "tokens");

            migrationBuilder.DropTable(
                name: "used_once");

            migrationBuilder.DropTable(
                name: "verifications");
        }
    }
}
