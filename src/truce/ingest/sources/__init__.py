"""The adapters of truce: one module and one map each."""
