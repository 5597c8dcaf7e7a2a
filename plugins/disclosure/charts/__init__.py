"""Power-flow charts (权力运行流程图), five drawings a flow, and drawings of the county."""
