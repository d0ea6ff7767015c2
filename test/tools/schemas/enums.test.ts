import { expect, test } from '@jest/globals';
import { parseEnums } from '../../../tools/schemas/enums.ts';

const go = `
func schema_k8sio_api_core_v1_Port(ref common.ReferenceCallback) common.OpenAPIDefinition {
				Properties: map[string]spec.Schema{
					"protocol": {
						SchemaProps: spec.SchemaProps{
							Enum:        []interface{}{"SCTP", "TCP", "UDP"},
						},
					},
					"modes": {
						SchemaProps: spec.SchemaProps{
							Items: &spec.SchemaOrArray{
										Enum:    []interface{}{"a"},
}

func schema_k8sio_api_core_v1beta1_Port(ref common.ReferenceCallback) common.OpenAPIDefinition {
					"protocol": {
							Enum:        []interface{}{"beta"},
}
`;

test('the values of a field, or of its entries, are read from the generated Go code of GA types', () => {
  const enums = parseEnums(go);
  expect([...enums.keys()]).toEqual(['io.k8s.api.core.v1.Port']);
  expect(Object.fromEntries(enums.get('io.k8s.api.core.v1.Port')!)).toEqual({
    modes: ['a'],
    protocol: ['SCTP', 'TCP', 'UDP'],
  });
});
