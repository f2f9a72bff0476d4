"""The papers around a jury: convocations, forms, notifications, certificates, proofs."""
